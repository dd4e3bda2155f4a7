"""Programs of the developers: benchmark, pictures, building. Not part of the product."""
