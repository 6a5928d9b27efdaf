-- What the sync asked of AWS, so that Settings can say what a scope costs.
create table keyledger.aws_call (
  scope_id text not null,
  hour timestamptz(3) not null,
  operation text not null,
  calls integer not null,
  primary key (hour, scope_id, operation)
);
