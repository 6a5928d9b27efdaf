-- A replica that is one no more, or another's, leaves its primary in fewer regions: that one changed, too.
create function keyledger.note_left() returns trigger language plpgsql as $$
begin
  update keyledger.secret set changed_in = pg_current_xact_id()::text::bigint where arn = old.primary_arn;
  return null;
end $$;
create trigger secret_left after update of primary_arn on keyledger.secret
  for each row when (old.primary_arn is distinct from new.primary_arn and old.primary_arn is not null)
  execute function keyledger.note_left();
