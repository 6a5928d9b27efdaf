-- What is stored of a signed review is held against the ledger's entry of it whenever it is looked at.
create index ledger_review_sign on keyledger.ledger ((detail ->> 'review'), seq desc) where action = 'review.sign';
