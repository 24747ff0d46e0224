<?php return ['password' => 'wachtwoord', 'current_password' => 'contrasenya'];
