"""How the tagger's weights are made. Needs PyTorch; nothing here is used at run time."""
