-- Rotations that were begun elsewhere are runs as well: what CloudTrail told of them last.
alter table keyledger.rotation_run add column told_at timestamptz(3);

-- Two who ask at once start one rotation; what AWS began, or somebody there, stands beside it.
drop index keyledger.rotation_run_one_active;
create unique index rotation_run_one_active on keyledger.rotation_run (secret_id)
  where state in ('started', 'running') and started_by is not null;

-- Of ours, those that may have succeeded after all.
create index rotation_run_failed on keyledger.rotation_run (started_at, id)
  where started_by is not null and state in ('failed', 'abandoned', 'hung', 'unknown');

-- Those that are stored already, as far as they ended.
insert into keyledger.rotation_run (id, secret_id, arn, scope_id, state, step, message, started_at, updated_at, ended_at, told_at)
select id, secret_id, arn, scope_id,
  case event_name when 'RotationSucceeded' then 'succeeded' when 'RotationFailed' then 'failed' else 'abandoned' end,
  case when event_name = 'RotationSucceeded' then 'finishSecret' else step end,
  case event_name when 'RotationSucceeded' then 'AWS told that it succeeded.'
    when 'RotationFailed' then coalesce('The rotation failed' || coalesce(' in ' || step, '') || ': ' || nullif(error_message, ''), 'The rotation failed' || coalesce(' in ' || step, '') || '.')
    else 'AWS abandoned the rotation: the value was changed meanwhile.' end,
  started_at, at, at, at
from (
  select distinct on (t.id) t.*, s.arn, s.scope_id, min(t.at) over (partition by t.id) as started_at,
    case lower(replace(substring(t.error_message from 'during (?:the )?(\w+) step'), '_', ''))
      when 'createsecret' then 'createSecret' when 'setsecret' then 'setSecret'
      when 'testsecret' then 'testSecret' when 'finishsecret' then 'finishSecret' end as step
  from (
    select secret_id, at, event_name, error_message,
      lower(substring(request_id from '(?i)^Rotation-.*-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$')) as id
    from keyledger.event
    where action_class = 'rotation' and unvouched is null and secret_id is not null
      and event_name in ('RotationStarted', 'RotationSucceeded', 'RotationFailed', 'RotationAbandoned')
  ) t join keyledger.secret s on s.id = t.secret_id
  where t.id is not null
  order by t.id, t.at desc, (t.event_name = 'RotationStarted')
) told
where event_name <> 'RotationStarted'
on conflict do nothing;
