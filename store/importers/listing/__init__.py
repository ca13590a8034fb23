"""The listing format: papers as a web feed shows them."""
