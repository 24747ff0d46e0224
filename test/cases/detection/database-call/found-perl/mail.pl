my $dbh = DBI->connect("dbi:mysql:shop", "shop", "⟦p3rlPartridge⟧");
