-- The transaction that changed a row last, so that a copy of the inventory in memory reads only what changed since.
alter table keyledger.secret add column changed_in bigint not null default 0;
alter table keyledger.usage add column changed_in bigint not null default 0;

create function keyledger.note_change() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id()::text::bigint;
  return new;
end $$;

-- All that a filter, an order or a facet looks at; that a listing saw a secret again is no change.
create trigger secret_changed before insert or update of name, search, environment, account_id, region, scope_id, service,
  kms_key_id, tags, rotation_state, rotation_since, next_rotation_at, value_not_before, value_not_after, last_accessed_on,
  deleted_at, removed_at, primary_arn, replicas on keyledger.secret
  for each row execute function keyledger.note_change();
create trigger usage_changed before insert or update on keyledger.usage
  for each row execute function keyledger.note_change();

create index secret_changed_in on keyledger.secret (changed_in);
create index usage_changed_in on keyledger.usage (changed_in);

-- Rows that are deleted leave nothing to read: a new epoch asks for a copy from the beginning.
create table keyledger.item_epoch (
  one boolean primary key default true check (one),
  epoch bigint not null
);
insert into keyledger.item_epoch (epoch) values (1);

create function keyledger.begin_epoch() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update keyledger.item_epoch set epoch = epoch + 1;
  return null;
end $$;
create trigger secret_deleted after delete or truncate on keyledger.secret
  for each statement execute function keyledger.begin_epoch();
create trigger usage_deleted after delete or truncate on keyledger.usage
  for each statement execute function keyledger.begin_epoch();
