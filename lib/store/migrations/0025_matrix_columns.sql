-- The index in memory looks at what the matrix compares, too: leaf, rotation on or off, its interval.
drop trigger secret_changed on keyledger.secret;
create trigger secret_changed before insert or update of name, search, environment, account_id, region, scope_id, service,
  leaf, kms_key_id, tags, rotation_enabled, rotation_rules, rotation_state, rotation_since, next_rotation_at,
  value_not_before, value_not_after, last_accessed_on, deleted_at, removed_at, primary_arn, replicas on keyledger.secret
  for each row execute function keyledger.note_change();
