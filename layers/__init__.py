"""What a map shows: the View, the Scene, the registry with one module a layer, and the screen's renderer."""
