-- Puts a session on the list of those whose report or stronger answer is not settled, if it has not changed since it was
-- read and is not there. A commit that settles the last of them takes it off, and must not be undone.
-- KEYS: 1 record, 2 sessions whose report is not settled
-- ARGV: 1 revision that was read, 2 session id, 3 when a worker looks for it
-- Replies: 1 when it was put there, else 0
if redis.call('HGET', KEYS[1], 'revision') ~= ARGV[1] then return 0 end
return redis.call('ZADD', KEYS[2], 'NX', ARGV[3], ARGV[2])
