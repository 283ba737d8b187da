"""What drawing rests on: boxes, shapes, type, page sizes and places for labels."""
