"""The printed page: its layout, title, legend and furniture."""
