"""Tables of ``data/sources``: reading, what each must hold, and the corrections laid over them."""
