INSERT INTO LastSeen (Name, At) VALUES (@name, @at)
ON CONFLICT (Name) DO UPDATE SET At = max(At, excluded.At);
