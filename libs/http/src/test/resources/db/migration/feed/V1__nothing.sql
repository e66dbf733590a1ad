-- The tests of this module need no tables of a service.
SELECT 1;
