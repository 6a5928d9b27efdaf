-- Lists are put in order in memory; these two orders took a tenth of the time in which PostgreSQL writes a row, and
-- served only the seconds after a start in which that copy is read.
drop index keyledger.secret_next_rotation;
drop index keyledger.secret_value_age;
