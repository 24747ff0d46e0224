<?php
define( 'AUTH_KEY',         '⟦k}3V`x9q~Lm2 Rz{T7b$W|n4s<Yc>1Hd^J6f(Pg)Ue+3T!iA5oN@wQXk,8r;0zE.B⟧' );
define( 'LOGGED_IN_SALT',   '⟦p-8Zt${x}Q4w/Lm2&Rz7T?bW*n4sYc[1H]dJ6fPgUe#3TiA5oN%wQXk=8r0zEvB2⟧' );
