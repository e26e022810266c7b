"""Truth → sheet: the layouts of the families, with the noise of real life."""
