"""An organisation's own: name, logo, colours, marking, slide template, and address for links."""
