"""Ways into the data other than an editor: new records from templates."""
