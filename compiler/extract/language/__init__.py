"""The words of policies and how they are cut: what every part of the grammar reads with."""
