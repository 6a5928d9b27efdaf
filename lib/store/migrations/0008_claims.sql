-- Claims that grants named when the person signed in; a name that is absent was not looked at.
alter table keyledger.session add column claims jsonb not null default '{}';
