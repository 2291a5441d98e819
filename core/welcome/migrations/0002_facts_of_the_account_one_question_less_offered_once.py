"""Facts of the account, one question less, offered once."""

import sqlalchemy as sa
from alembic import op

revision = "welcome_0002"
down_revision = "welcome_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Facts of the account, one question less, offered once."""
    with op.batch_alter_table('welcome_application', schema=None) as batch_op:
        batch_op.add_column(sa.Column('account_lang', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('account_since', sa.BigInteger(), nullable=True))

    with op.batch_alter_table('welcome_newcomer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('offered', sa.Boolean(), server_default='0', nullable=False))
        batch_op.drop_column('company')
