//! A campaign folder from its files to its outputs.
