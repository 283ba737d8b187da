"""The what-if: its question looked up once, its answer in words and lines, maps of provinces and of reach."""
