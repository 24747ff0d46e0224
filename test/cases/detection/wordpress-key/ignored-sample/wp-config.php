<?php
define( 'AUTH_KEY', 'put your unique phrase here' );
define( 'NONCE_SALT', getenv( 'NONCE_SALT' ) );
