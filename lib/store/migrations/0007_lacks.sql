-- What a scope's endpoint was last found to lack; AWS itself lacks nothing.
alter table keyledger.scope_health add column lacks text[] not null default '{}';
