-- Most events are of one account alone, and none of these is looked for.
drop index keyledger.event_shared;
create unique index event_shared on keyledger.event (at, shared_event_id) where shared_event_id is not null;

-- Looked up by the whole id alone, of which a hash is a fifth.
drop index keyledger.event_request;
create index event_request on keyledger.event using hash (request_id) where request_id is not null;

-- Upwards, as events come: where the next goes before all others a page that is full is cut in the middle and stays half
-- empty. Few events share a moment: those are sorted when they are read.
drop index keyledger.event_secret;
create index event_secret on keyledger.event (secret_id, at);
drop index keyledger.event_principal;
create index event_principal on keyledger.event (principal_id, at);
drop index keyledger.event_denied;
create index event_denied on keyledger.event (at) where outcome <> 'success';
drop index keyledger.event_people;
create index event_people on keyledger.event (at) where actor_kind <> 'workload';
drop index keyledger.event_beside;
create index event_beside on keyledger.event (at) where event_name <> 'GetSecretValue';
