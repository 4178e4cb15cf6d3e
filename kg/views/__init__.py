"""Values that templates print. Pure: quads, rows and labels in, frozen values out."""
