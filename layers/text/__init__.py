"""Words and markup: dates, plurals, and the one place where text is made safe."""
