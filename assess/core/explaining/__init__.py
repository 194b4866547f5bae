"""How every number explains itself."""
