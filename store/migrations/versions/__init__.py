"""The steps, one module per version, in their order by `revision` and `down_revision`."""
