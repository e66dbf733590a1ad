-- The other address by which an article's page wants to be known. Here, and not only in page, since it is of one version with
-- the rest that is told of the article.
ALTER TABLE article ADD COLUMN canonical jsonb;
