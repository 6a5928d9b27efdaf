-- What a screen shows, under a name; the query is its URL's, which is read anew whenever the view is opened.
create table keyledger.saved_view (
  id text collate "C" primary key,
  issuer text not null,
  subject text not null,
  person_name text not null,
  name text collate "C" not null,
  screen text not null check (screen in ('secrets', 'matrix')),
  query text not null,
  shared boolean not null,
  saved_at timestamptz(3) not null,
  unique (issuer, subject, name)
);
create index saved_view_shared on keyledger.saved_view (saved_at desc) where shared;
