"""What is worked out beside the server: what-ifs and files, in processes of their own with a queue."""
