-- What a message led to, for when it is changed.
CREATE INDEX ledger_by_source ON ledger (source) WHERE source IS NOT NULL;
