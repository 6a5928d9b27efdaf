-- Whether an event is known from a trail file alone that nothing shows to be as CloudTrail delivered it; null: from AWS.
alter table keyledger.event add column unvouched boolean;
