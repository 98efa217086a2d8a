-- Where the files of an album went, so that those that come later follow.
CREATE TABLE album (
    chat  BIGINT NOT NULL,
    album TEXT   NOT NULL,
    doc   TEXT   NOT NULL,
    at    BIGINT NOT NULL,
    PRIMARY KEY (chat, album)
);
