"""Cards without names, facts of the account, one question less."""

import sqlalchemy as sa
from alembic import op

revision = "welcome_0002"
down_revision = "welcome_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Cards without names, facts of the account, one question less."""
    with op.batch_alter_table('welcome_application', schema=None) as batch_op:
        batch_op.add_column(sa.Column('account_lang', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('account_since', sa.BigInteger(), nullable=True))

    with op.batch_alter_table('welcome_newcomer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('card', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('offered', sa.Boolean(), server_default='0', nullable=False))
        batch_op.create_index(batch_op.f('ix_welcome_newcomer_card'), ['card'], unique=False)
        batch_op.drop_column('company')
