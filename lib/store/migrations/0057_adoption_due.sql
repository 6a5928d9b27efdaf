-- When it is looked at again whether all readers have fetched what a run made; null: not any more, or nobody waits for it.
alter table keyledger.rotation_run add column adoption_due_at timestamptz(3);
create index rotation_run_adoption on keyledger.rotation_run (adoption_due_at) where adoption_due_at is not null;
