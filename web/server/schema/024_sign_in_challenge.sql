-- Handed to whoever asks for a letter: 16 random bytes in hexadecimal, known to nobody else. A letter's code works only
-- together with it: strangers try codes on letters that they asked for themselves, and use up nothing of the buyer's.
-- The link needs nothing else, and no wrong code harms it. Empty in what was asked for before this column was.
alter table sign_in_requests add column challenge text not null default '';
alter table sign_in_letters add column challenge text not null default '';
