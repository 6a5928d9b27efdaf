-- Taken until its run stands: those that somebody may have to take over are few, whatever was ever begun.
update keyledger.wave_item i set taken_at = null
where exists (select from keyledger.rotation_run r where r.id = i.run_id);
create index wave_item_taken on keyledger.wave_item (wave_id) where taken_at is not null;
