"""The trained part of the reader: one small encoder that gives every word its role."""
