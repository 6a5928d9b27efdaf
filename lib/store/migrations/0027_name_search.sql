-- Lists are searched in memory; in the database only names are, by the explorer's filter. An index of all of `search`
-- took two fifths of the time in which a row was written.
drop index keyledger.secret_search;
create index secret_name_text on keyledger.secret using gin (name gin_trgm_ops);
