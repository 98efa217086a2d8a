-- Who was shown something before the service was away.

CREATE INDEX card_by_time ON card (at) WHERE person IS NOT NULL;
