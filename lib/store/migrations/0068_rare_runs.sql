-- Most runs succeed: those that did not are found without passing over all of them.
create index rotation_run_state on keyledger.rotation_run (state, started_at desc, id desc) where state <> 'succeeded';
-- Of what AWS rotates by itself nobody waits for the readers.
update keyledger.rotation_run set adoption_due_at = null where started_by is null and adoption_due_at is not null;
