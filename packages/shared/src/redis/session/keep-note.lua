-- Keeps a coach's note beside its session, for as long as the session is kept. Everything is checked before the write.
-- The owner may take back the link, or its right, while its coach sends the note: so both are looked at here.
-- KEYS: 1 record hash, 2 notes hash, 3 tombstone, 4 links hash
-- ARGV: 1 field of the note, 2 the note (JSON), 3 beginning of the fields of its link, 4 notes of one link at most,
--       5 notes at most, 6 bytes of all notes at most, 7 field of the link, 8 field of its right
-- Reply: 'ok' | 'gone' (the session, its notes' time, the link or its right) | 'full' | 'known' (that field is there already, and stays as it is)
if redis.call('EXISTS', KEYS[3]) == 1 then return 'gone' end
local left = redis.call('PTTL', KEYS[1])
if left == -2 then return 'gone' end
-- Before the rights: a repetition is told what became of its note.
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 'known' end
if redis.call('HEXISTS', KEYS[4], ARGV[7]) == 0 or redis.call('HGET', KEYS[4], ARGV[8]) ~= '1' then return 'gone' end
-- The notes go with the report. What cannot be read has expired nothing.
local isRead, expired = pcall(cjson.decode, redis.call('HGET', KEYS[1], 'expired') or '{}')
if isRead and type(expired) == 'table' and expired.report then return 'gone' end
local fields = redis.call('HKEYS', KEYS[2])
local ofLink = 0
local bytes = #ARGV[2]
for _, field in ipairs(fields) do
  if string.sub(field, 1, #ARGV[3]) == ARGV[3] then ofLink = ofLink + 1 end
  bytes = bytes + redis.call('HSTRLEN', KEYS[2], field)
end
if ofLink >= tonumber(ARGV[4]) or #fields >= tonumber(ARGV[5]) or bytes > tonumber(ARGV[6]) then return 'full' end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
if left >= 0 then redis.call('PEXPIRE', KEYS[2], left) end
return 'ok'
