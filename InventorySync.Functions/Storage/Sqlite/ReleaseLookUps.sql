-- What a flood made wait for the early full sync, and that did not answer, is looked up by itself.
UPDATE PendingLookUp
SET NotBefore = CASE WHEN Reason <= 1 THEN @now ELSE min(NotBefore, max(SeenAfter + @waitNanoseconds, @now)) END
WHERE Tries = 0 AND NotBefore > @now;
