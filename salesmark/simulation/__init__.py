"""Running a company week by week; what comes out are flat, typed records."""
