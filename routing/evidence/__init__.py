"""What holds the model to published figures: distances, calibration, the network check."""
