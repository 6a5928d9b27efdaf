-- By which CloudTrail's record of a call and our entry about it find each other.
create index ledger_aws_request on keyledger.ledger ((detail ->> 'awsRequestId'))
  where detail ->> 'awsRequestId' is not null;
create index event_request on keyledger.event (request_id) where request_id is not null;
