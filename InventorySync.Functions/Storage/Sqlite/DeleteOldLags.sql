DELETE FROM ChangeLag WHERE Minute < @minute;
