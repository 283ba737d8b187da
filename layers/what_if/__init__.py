"""The what-if: its question looked up once, its answer, and how both are drawn."""
